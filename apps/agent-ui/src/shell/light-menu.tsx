// A button with a menu that costs nothing until it is opened: where many stand on a screen, each is a plain button.
import { Menu, type MenuProps } from '@mantine/core';
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { HangPoint } from './hang-point.js';
import styles from './light-menu.module.css';

interface ButtonProps {
  onClick?: (event: MouseEvent) => void;
  onPointerDown?: () => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

interface Props extends Omit<MenuProps, 'children' | 'opened' | 'onChange'> {
  button: ReactElement<ButtonProps>;
  /** What the menu is called for those who listen. */
  label: string;
  /** For a menu that is also opened by a key. */
  opened?: boolean;
  onChange?: (opened: boolean) => void;
  /** Classes of what stands around the button, and of the menu. */
  around?: string | undefined;
  dropdown?: string | undefined;
  children: ReactNode;
}

export function LightMenu(props: Props) {
  const { button, label, opened, onChange, disabled, around, dropdown, children, ...menu } = props;
  const [own, setOwn] = useState(false);
  const open = !disabled && (opened ?? own);
  const change = (next: boolean) => {
    setOwn(next);
    onChange?.(next);
  };
  // Pressing beside an open menu closes it, and its own button stands beside it: the click that follows must not open it again.
  const wasOpen = useRef(false);
  return (
    <span className={around ? `${styles.around} ${around}` : styles.around}>
      {cloneElement(button, {
        ...(disabled ? {} : { 'aria-haspopup': 'menu', 'aria-expanded': open }),
        onPointerDown: () => {
          wasOpen.current = open;
        },
        onClick: () => {
          if (!disabled) change(!wasOpen.current && !open);
          wasOpen.current = false;
        },
      })}
      {open && (
        <Menu {...menu} opened onChange={change} returnFocus>
          <Menu.Target>
            <HangPoint className={styles.anchor} />
          </Menu.Target>
          <Menu.Dropdown aria-label={label} className={dropdown}>
            {children}
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}

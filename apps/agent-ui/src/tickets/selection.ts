// Which tickets of the list are chosen for one action: single ones, a stretch of them, or all that the view holds.

export interface Selection {
  /** The view they were chosen in: another view begins with none. */
  view: string;
  ids: ReadonlySet<string>;
  /** Everything in the view, also what is not loaded. */
  all: boolean;
  /** From where a stretch reaches. */
  anchor: string | null;
}

export const nothing = (view: string): Selection => ({ view, ids: new Set(), all: false, anchor: null });

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ...selection, ids, all: false, anchor: id };
}

/** From the anchor (or this very row) to this row, all of them; what was chosen before stays. `between`: ids in the order of the list. */
export function stretch(selection: Selection, id: string, order: (from: string, to: string) => string[]): Selection {
  const anchor = selection.anchor ?? id;
  return { ...selection, ids: new Set([...selection.ids, ...order(anchor, id)]), all: false, anchor };
}

export const take = (selection: Selection, ids: string[]): Selection => ({
  ...selection,
  ids: new Set(ids),
  all: false,
});

/** Without those that have left the list meanwhile. */
export function only(selection: Selection, here: (id: string) => boolean): Selection {
  const ids = [...selection.ids].filter(here);
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids), all: false };
}

// The living wire: a desk that refuses for a moment, or hangs up by itself, is asked again; the library would leave it at that.
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

class Line extends EventEmitter {
  /** The library comes back by itself. */
  active = false;
  connected = false;
  readonly connect = jest.fn();
  onAny(): void {}
  disconnect(): void {}
}
let line: Line;
const io = jest.fn((_: string, __: { transports: string[] }) => line);
jest.unstable_mockModule('socket.io-client', () => ({ io }));
Object.assign(globalThis, { window: new EventTarget(), document: { documentElement: { dataset: {} } } });
const { connect, disconnect } = await import('./desk-socket.js');

beforeEach(async () => {
  line = new Line();
  await connect(
    () => {},
    () => {},
  );
  jest.useFakeTimers();
});
afterEach(() => {
  disconnect();
  jest.useRealTimers();
});

test('it begins with one line: of several processes without sticky sessions each poll would meet another', () => {
  expect(io.mock.calls.at(-1)?.[1].transports[0]).toBe('websocket');
});

test('the database is away for a moment: the desk takes nobody in, and is asked again', () => {
  line.emit('connect_error', new Error('unavailable'));
  jest.runAllTimers();
  expect(line.connect).toHaveBeenCalledTimes(1);
});

test('a desk that hangs up is asked again', () => {
  line.emit('disconnect', 'io server disconnect');
  jest.runAllTimers();
  expect(line.connect).toHaveBeenCalledTimes(1);
});

test('what the library does by itself is left to it, and a line that was given up stays so', () => {
  line.active = true;
  line.emit('connect_error', new Error('xhr poll error'));
  line.emit('disconnect', 'transport close');
  line.active = false;
  line.emit('connect_error', new Error('unavailable'));
  disconnect();
  jest.runAllTimers();
  expect(line.connect).not.toHaveBeenCalled();
});

import { expect, test } from 'vitest';
import { type Place, Places } from './places.ts';

/** Takes a place, and notes what it is told. */
function take(places: Places) {
  const place: Place = places.take();
  const told: number[] = [];
  let begun = false;
  place.onMove((number) => told.push(number));
  void place.free.then(() => {
    begun = true;
  });
  return { ...place, told, begun: () => Promise.resolve().then(() => begun) };
}

test('as many turns begin at once as may run, and the others in the order they came', async () => {
  const places = new Places(2);
  const [a, b, c, d] = [take(places), take(places), take(places), take(places)];
  expect(await Promise.all([a, b, c, d].map((one) => one.begun()))).toEqual([true, true, false, false]);
  expect([a, b, c, d].map(({ waits }) => waits)).toEqual([false, false, true, true]);
  expect([c.told, d.told]).toEqual([[1], [2]]);
  b.leave();
  expect([await c.begun(), await d.begun()]).toEqual([true, false]);
  expect(d.told).toEqual([2, 1]);
});

test('one that is stopped while it waits lets the others move up, and frees no place', async () => {
  const places = new Places(1);
  const [, stopped, next] = [take(places), take(places), take(places)];
  stopped.leave();
  stopped.leave();
  expect([await next.begun(), next.told]).toEqual([false, [2, 1]]);
});

test('a place is given back once, however often that is said', async () => {
  const places = new Places(1);
  const [first, second, third] = [take(places), take(places), take(places)];
  first.leave();
  first.leave();
  expect([await second.begun(), await third.begun()]).toEqual([true, false]);
});

test('only so many may wait', () => {
  const places = new Places(1);
  take(places);
  for (let waiting = 0; waiting < 4; waiting += 1) {
    expect(places.isFull()).toBe(false);
    take(places);
  }
  expect(places.isFull()).toBe(true);
});

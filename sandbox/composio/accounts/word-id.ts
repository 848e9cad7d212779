import { randomInt } from 'node:crypto';

const FIRST =
  'amber brisk calm clever dawn eager fern gentle happy iron jolly keen lunar mellow noble olive plain quiet ruby silent tidy urban vivid warm young zesty'.split(
    ' ',
  );
const SECOND =
  'acorn badger cedar dune ember finch grove harbor island jay kite lark meadow nest otter pine quail river stone thistle umber valley willow yarrow zephyr'.split(
    ' ',
  );

/** A name a person can say for a connected account, such as `confluence_calm-otter`. */
export function newWordId(toolkit: string): string {
  return `${toolkit}_${FIRST[randomInt(FIRST.length)]}-${SECOND[randomInt(SECOND.length)]}`;
}

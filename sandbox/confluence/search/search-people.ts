import { ConfluenceError } from '../errors.ts';
import { type Person, people } from '../users/people.ts';
import { type Comparison, type CqlNode, type CqlValue, parseCql } from './cql/parse.ts';

/** Answers the CQL of the user search: `user`, `user.accountid`, `user.fullname ~`, `type = user`. @throws ConfluenceError 400 */
export function searchPeople(cql: string, caller: Person): Person[] {
  const { where } = parseCql(cql);
  return people.filter((person) => where === undefined || matches(where, person, caller));
}

function matches(node: CqlNode, person: Person, caller: Person): boolean {
  if (node.type === 'not') return !matches(node.inner, person, caller);
  // Both sides are read before they are joined, so that a fault in either is told.
  if (node.type !== 'clause') {
    const left = matches(node.left, person, caller);
    const right = matches(node.right, person, caller);
    return node.type === 'and' ? left && right : left || right;
  }
  checkOperator(node.field, node.operator);
  const negated = ['!=', '!~', 'not in'].includes(node.operator);
  return (
    node.values.some((value) => matchesValue(node.field.toLowerCase(), plain(value, caller), person)) !==
    negated
  );
}

/** Names are searched by words, everything else is compared whole. @throws ConfluenceError 400 */
function checkOperator(field: string, operator: Comparison): void {
  const allowed: readonly Comparison[] =
    field.toLowerCase() === 'user.fullname' ? ['~', '!~'] : ['=', '!=', 'in', 'not in'];
  if (allowed.includes(operator)) return;
  throw new ConfluenceError(
    400,
    `Unsupported operator for ${field}, got : ${operator.toUpperCase()}, expected one of : [${allowed.join(', ').toUpperCase()}]`,
  );
}

function matchesValue(field: string, value: string, person: Person): boolean {
  switch (field) {
    case 'user':
    case 'user.accountid':
    case 'user.userkey':
      return person.accountId === value;
    case 'user.fullname':
      return hasWords(person.displayName, value);
    case 'type':
      return value.toLowerCase() === 'user';
    default:
      throw new ConfluenceError(
        400,
        `No field exists with the name: '${field}'\nDid you mean one of : user, user.fullname, user.accountid, user.userkey, type`,
      );
  }
}

/** Whether the words stand in the name one after another, the last of them perhaps unfinished. @throws ConfluenceError 400 */
function hasWords(name: string, asked: string): boolean {
  if (asked.trim() === '')
    throw new ConfluenceError(400, "The value for the field 'user.fullname' has no word to search for");
  const wordsOf = (text: string) =>
    text
      .toLowerCase()
      .split(/[\s-]+/)
      .filter(Boolean);
  const words = wordsOf(name);
  const parts = wordsOf(asked.replaceAll('*', ''));
  return words.some((_, from) => parts.every((part, index) => words[from + index]?.startsWith(part)));
}

function plain(value: CqlValue, caller: Person): string {
  if (typeof value === 'string') return value;
  if (value.name.toLowerCase() === 'currentuser') return caller.accountId;
  throw new ConfluenceError(400, `No function exists with the name: '${value.name}'`);
}

import { expect, test, vi } from 'vitest';
import { meansDatabaseIsAway, whileDatabaseIsAway } from './while-away.ts';

const coded = (code: string) => Object.assign(new Error('refused'), { code });
const inQuery = (cause: Error) => new Error('Failed query', { cause });

test.each([
  ['a server that shuts down', inQuery(coded('57P01'))],
  ['a server that starts up', inQuery(coded('57P03'))],
  ['no free connections', coded('53300')],
  ['a broken connection', coded('08006')],
  ['a port where nobody listens', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect')],
  ['a connection that ended in mid-query', inQuery(new Error('Connection terminated unexpectedly'))],
])('work is done again after %s', async (_, error) => {
  vi.useFakeTimers();
  try {
    const work = vi.fn().mockRejectedValueOnce(error).mockResolvedValue('done');
    const done = whileDatabaseIsAway(work);
    await vi.runAllTimersAsync();
    expect(await done).toBe('done');
    expect(work).toHaveBeenCalledTimes(2);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['what it belongs to is gone', inQuery(coded('23503'))],
  ['there is one already', inQuery(coded('23505'))],
  ['the statement is wrong', inQuery(coded('42703'))],
  ['the code is wrong', new TypeError('x is not a function')],
])('work is given up at once where %s', async (_, error) => {
  const work = vi.fn().mockRejectedValue(error);
  await expect(whileDatabaseIsAway(work)).rejects.toBe(error);
  expect(work).toHaveBeenCalledTimes(1);
  expect(meansDatabaseIsAway(error)).toBe(false);
});

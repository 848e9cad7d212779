import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTasks, withTaskIds, withTaskStatus } from './task-markup.ts';

const task = (inner: string) => `<ac:task>${inner}</ac:task>`;
const full = (id: string, status: string, body: string) =>
  task(
    `<ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body>`,
  );

describe('tasks in a body', () => {
  it('reads state, words, person and day, each task its own', () => {
    const inner = `<ac:task-list>${full('8', 'complete', 'inner <ac:link><ri:user ri:account-id="b" /></ac:link>')}</ac:task-list>`;
    const body = `<p>🙂 &amp; more</p>\n<ac:task-list>\n${full('7', 'incomplete', `Ship <ac:link><ri:user ri:account-id="a" /></ac:link> by <time datetime="2026-09-22" />`)}${full('9', 'incomplete', `outer${inner}`)}\n</ac:task-list>`;
    expect(readTasks(body)).toEqual([
      {
        localId: '7',
        status: 'incomplete',
        body: 'Ship <ac:link><ri:user ri:account-id="a" /></ac:link> by <time datetime="2026-09-22" />',
        assignedTo: 'a',
        dueAt: '2026-09-22T00:00:00.000Z',
      },
      { localId: '9', status: 'incomplete', body: `outer${inner}`, assignedTo: null, dueAt: null },
      expect.objectContaining({ localId: '8', status: 'complete', assignedTo: 'b' }),
    ]);
  });

  it('gives ids to those without and to doubles, and leaves the rest as it is', () => {
    const body = `<ac:task-list>${full('3', 'complete', 'a')}${task('<ac:task-body>b</ac:task-body>')}${full('3', 'incomplete', 'c')}</ac:task-list>`;
    const done = withTaskIds(body);
    expect(readTasks(done).map((one) => [one.localId, one.body])).toEqual([
      ['3', 'a'],
      ['4', 'b'],
      ['5', 'c'],
    ]);
    expect(withTaskIds(done)).toBe(done);
    expect(withTaskIds('<p>no tasks</p>')).toBe('<p>no tasks</p>');
  });

  it('changes the state of one task and nothing else', () => {
    const states = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(states, fc.nat(4), (done, at) => {
        const list = (set: boolean[]) =>
          `<p>🙂</p><ac:task-list>${set.map((one, index) => full(`${index}`, one ? 'complete' : 'incomplete', `<em>${index}</em>`)).join('\r\n')}</ac:task-list>`;
        const index = at % done.length;
        const wanted = done.with(index, !done[index]);
        expect(withTaskStatus(list(done), `${index}`, wanted[index] ? 'complete' : 'incomplete')).toBe(
          list(wanted),
        );
      }),
    );
    const bare = task('<ac:task-id>1</ac:task-id><ac:task-body>b</ac:task-body>');
    expect(readTasks(withTaskStatus(bare, '1', 'complete'))[0]?.status).toBe('complete');
    expect(withTaskStatus(bare, '2', 'complete')).toBe(bare);
  });
});

import { type Nick, personByNick } from '../users/people.ts';

/** Shorthands for the parts of storage format that are long to write by hand. */
export const markup = {
  mention: (nick: Nick): string =>
    `<ac:link><ri:user ri:account-id="${personByNick(nick)?.accountId ?? ''}" /></ac:link>`,
  page: (title: string, spaceKey?: string): string =>
    `<ac:link><ri:page ri:content-title="${title}"${spaceKey ? ` ri:space-key="${spaceKey}"` : ''} /></ac:link>`,
  status: (title: string, colour: 'Green' | 'Yellow' | 'Red' | 'Blue' | 'Grey'): string =>
    `<ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="title">${title}</ac:parameter><ac:parameter ac:name="colour">${colour}</ac:parameter></ac:structured-macro>`,
  panel: (kind: 'info' | 'note' | 'tip' | 'warning', body: string): string =>
    `<ac:structured-macro ac:name="${kind}" ac:schema-version="1"><ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`,
  expand: (title: string, body: string): string =>
    `<ac:structured-macro ac:name="expand" ac:schema-version="1"><ac:parameter ac:name="title">${title}</ac:parameter><ac:rich-text-body>${body}</ac:rich-text-body></ac:structured-macro>`,
  toc: '<ac:structured-macro ac:name="toc" ac:schema-version="1" />',
  code: (language: string, source: string): string =>
    `<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">${language}</ac:parameter><ac:plain-text-body><![CDATA[${source}]]></ac:plain-text-body></ac:structured-macro>`,
  tasks: (...tasks: { done?: boolean; body: string }[]): string =>
    `<ac:task-list>${tasks
      .map(
        (task, index) =>
          `<ac:task><ac:task-id>${index + 1}</ac:task-id><ac:task-status>${task.done ? 'complete' : 'incomplete'}</ac:task-status><ac:task-body>${task.body}</ac:task-body></ac:task>`,
      )
      .join('')}</ac:task-list>`,
  table: (head: string[], ...rows: string[][]): string =>
    `<table><tbody><tr>${head.map((cell) => `<th><p>${cell}</p></th>`).join('')}</tr>${rows
      .map((row) => `<tr>${row.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`)
      .join('')}</tbody></table>`,
  list: (...items: string[]): string => `<ul>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ul>`,
  steps: (...items: string[]): string =>
    `<ol>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ol>`,
};

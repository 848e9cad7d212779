import { markup } from './markup.ts';

const { expand, mention, panel, toc } = markup;

const macro = (name: string, inner = '', id = ''): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1"${id === '' ? '' : ` ac:macro-id="${id}"`}>${inner}</ac:structured-macro>`;
const set = (name: string, value: string): string =>
  `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const rich = (body: string): string => `<ac:rich-text-body>${body}</ac:rich-text-body>`;

/** Every macro that pages of a site like this use. */
export const kitchenSinkMacros = [
  '<h2>Macros</h2>',
  toc,
  macro('toc', `${set('minLevel', '2')}${set('maxLevel', '3')}`, '9a7f1c1e-5a31-4d8e-8f0b-2b8a54d0c001'),
  panel('info', '<p>For your information.</p>'),
  panel('note', '<p>Note this.</p>'),
  panel('tip', '<p>A tip.</p>'),
  panel('warning', '<p>Be warned.</p>'),
  macro('info', `${set('title', 'With a title')}${rich('<p>and a text below it.</p>')}`),
  macro(
    'panel',
    `${set('title', 'A panel')}${set('bgColor', '#e3fcef')}${set('borderColor', '#36b37e')}${rich('<p>Of its own colour.</p><ul><li><p>and with a list</p></li></ul>')}`,
  ),
  expand('Read on', `<p>What was folded away.</p>${panel('tip', '<p>A panel inside.</p>')}`),
  macro(
    'code',
    `${set('language', 'sql')}${set('title', 'A query')}${set('linenumbers', 'true')}<ac:plain-text-body><![CDATA[SELECT ']]]]><![CDATA[>' AS closing FROM trips WHERE a < b;]]></ac:plain-text-body>`,
  ),
  macro('noformat', '<ac:plain-text-body><![CDATA[  kept   as   it   is  ]]></ac:plain-text-body>'),
  macro('children', `${set('depth', '2')}${set('sort', 'title')}`),
  macro('excerpt', `${set('hidden', 'false')}${rich('<p>What other pages quote of this one.</p>')}`),
  macro('excerpt-include', set('', '<ac:link><ri:page ri:content-title="Offline sync" /></ac:link>')),
  macro('include', set('', '<ac:link><ri:page ri:content-title="Map tile service" /></ac:link>')),
  macro('jira', `${set('server', 'System Jira')}${set('key', 'WAY-512')}`),
  macro('attachments', set('upload', 'false')),
  macro('pagetree', set('root', '<ac:link><ri:page ri:content-title="Runbooks" /></ac:link>')),
  macro(
    'details',
    rich(
      `<table><tbody><tr><th><p>Keeper</p></th><td><p>${mention('alan')}</p></td></tr><tr><th><p>State</p></th><td><p>Kept for trying things out</p></td></tr></tbody></table>`,
    ),
  ),
  macro('profile', set('user', '<ri:user ri:account-id="557058:2c60e9d8-47a1-4d35-b3f7-8e0a12c5d202" />')),
  macro('a-macro-of-an-app', `${set('colour', 'teal')}${rich('<p>Only its app knows what this is.</p>')}`),
].join('\n');

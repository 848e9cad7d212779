import type { AdfNode } from './adf-node.ts';

/** What a document names by an id and storage format by a name. */
export type StorageWriting = {
  /** The name of an attachment by its file id. */
  filename: (fileId: string) => string | undefined;
};

export function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no body may hold them, however they are written
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}

/** A section that no `]]>` can end early. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Attributes that have a value, each with a blank before it. */
export function attributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** A text attribute of a node; undefined when it has none. */
export function textAttribute(node: Pick<AdfNode, 'attrs'>, name: string): string | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function numberAttribute(node: AdfNode, name: string): number | undefined {
  const value = node.attrs?.[name];
  return typeof value === 'number' ? value : undefined;
}

/** One parameter of a macro. */
export function parameter(name: string, value: string | undefined): string {
  return value === undefined || value === ''
    ? ''
    : `<ac:parameter ac:name="${escapeXml(name)}">${escapeXml(value)}</ac:parameter>`;
}

/** A node that storage format has no element for, kept as it is beside the words in it. */
export function keptAsJson(node: AdfNode): string {
  return `<ac:adf-extension><ac:adf-node type="${escapeXml(node.type)}"><ac:adf-attribute key="json">${cdata(
    JSON.stringify(node),
  )}</ac:adf-attribute></ac:adf-node><ac:adf-fallback><p>${escapeXml(wordsOf(node))}</p></ac:adf-fallback></ac:adf-extension>`;
}

/** All text below a node. */
function wordsOf(node: AdfNode): string {
  return node.text ?? (node.content ?? []).map(wordsOf).join(' ');
}

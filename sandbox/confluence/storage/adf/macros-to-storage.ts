import { type AdfNode, panelTypes, storageExtension } from './adf-node.ts';
import { attributes, cdata, escapeXml, parameter, textAttribute } from './storage-writing.ts';

const macroOfPanel = new Map([...panelTypes].map(([macro, panel]) => [panel, macro]));

function macro(name: string, inner: string, more: Record<string, string | undefined> = {}): string {
  return `<ac:structured-macro${attributes({ 'ac:name': name, 'ac:schema-version': '1', ...more })}>${inner}</ac:structured-macro>`;
}

export function statusToStorage(node: AdfNode): string {
  const color = textAttribute(node, 'color') ?? 'neutral';
  const colour = color === 'neutral' ? '' : `${color.charAt(0).toUpperCase()}${color.slice(1)}`;
  const localId = textAttribute(node, 'localId');
  return macro('status', `${parameter('title', textAttribute(node, 'text'))}${parameter('colour', colour)}`, {
    'ac:local-id': localId,
  });
}

export function panelToStorage(node: AdfNode, body: string): string {
  const type = textAttribute(node, 'panelType') ?? 'info';
  const name = macroOfPanel.get(type);
  if (name !== undefined) return macro(name, `<ac:rich-text-body>${body}</ac:rich-text-body>`);
  // The other panels have no macro.
  return `<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">${escapeXml(type)}</ac:adf-attribute><ac:adf-content>${body}</ac:adf-content></ac:adf-node><ac:adf-fallback>${body}</ac:adf-fallback></ac:adf-extension>`;
}

export function expandToStorage(node: AdfNode, body: string): string {
  return macro(
    'expand',
    `${parameter('title', textAttribute(node, 'title'))}<ac:rich-text-body>${body}</ac:rich-text-body>`,
  );
}

export function codeToStorage(node: AdfNode): string {
  const source = (node.content ?? []).map((text) => text.text ?? '').join('');
  return macro(
    'code',
    `${parameter('language', textAttribute(node, 'language'))}<ac:plain-text-body>${cdata(source)}</ac:plain-text-body>`,
  );
}

/** A macro, or an element that was carried along untouched. */
export function extensionToStorage(node: AdfNode, body: string): string {
  const parameters = asRecord(node.attrs?.parameters);
  if (textAttribute(node, 'extensionType') === storageExtension && typeof parameters.storage === 'string')
    return parameters.storage;
  const macroParams = asRecord(parameters.macroParams);
  const metadata = asRecord(parameters.macroMetadata);
  const written = Object.entries(macroParams)
    .filter(([name]) => name !== '__bodyContent')
    .map(([name, value]) => {
      const { value: text, storage } = asRecord(value);
      return typeof storage === 'string'
        ? `<ac:parameter ac:name="${escapeXml(name)}">${storage}</ac:parameter>`
        : parameter(name, typeof text === 'string' ? text : undefined);
    });
  const plain = asRecord(macroParams.__bodyContent).value;
  const plainBody =
    typeof plain === 'string' ? `<ac:plain-text-body>${cdata(plain)}</ac:plain-text-body>` : '';
  const richBody = node.type === 'bodiedExtension' ? `<ac:rich-text-body>${body}</ac:rich-text-body>` : '';
  const own = (name: string) => {
    const value = asRecord(metadata[name]).value;
    return typeof value === 'string' ? value : undefined;
  };
  return macro(textAttribute(node, 'extensionKey') ?? '', `${written.join('')}${plainBody}${richBody}`, {
    'ac:schema-version': own('schemaVersion') ?? '1',
    'ac:macro-id': own('macroId'),
    'ac:local-id': textAttribute(node, 'localId'),
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

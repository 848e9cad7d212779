type Node = { type: string; value?: string; tagName?: string; properties?: object; children?: Node[] };

/**
 * Lets `<br>`, which the reader hands on as text, be a line break: in a table's cell Markdown knows no other way. All
 * other HTML stays the text it is, and so does code.
 */
export function lineBreaks() {
  return (tree: Node): void => breakLines(tree);
}

function breakLines(node: Node): void {
  if (node.children === undefined || node.tagName === 'code') return;
  node.children = node.children.map((child) =>
    child.type === 'text' && /^<br\s*\/?>$/i.test(child.value ?? '')
      ? { type: 'element', tagName: 'br', properties: {}, children: [] }
      : child,
  );
  node.children.forEach(breakLines);
}

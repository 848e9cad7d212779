import { markup } from './markup.ts';

const { code, mention, status } = markup;

/** Every block that a page can hold, and the tables in all their forms. */
export const kitchenSinkBlocks = [
  '<h1>First heading</h1><h2>Second heading</h2><h3>Third heading</h3><h4>Fourth heading</h4><h5>Fifth heading</h5><h6>Sixth heading</h6>',
  '<h2>Blocks</h2>',
  '<p>A plain paragraph.</p>',
  '<p style="text-align: center;">A paragraph in the middle.</p>',
  '<p style="text-align: right;">A paragraph at the right.</p>',
  '<ul><li><p>A point</p><ul><li><p>below it, a smaller one</p></li></ul></li><li>a point without a paragraph</li></ul>',
  '<ol><li><p>One</p></li><li><p>Two</p><ol><li><p>Two and a half</p></li></ol></li></ol>',
  '<ol start="7"><li><p>Seven</p></li></ol>',
  '<blockquote><p>Said by somebody else.</p></blockquote>',
  '<pre>Set   as   typed\n  on two lines</pre>',
  '<hr />',
  '<table data-layout="wide" data-table-width="760"><colgroup><col style="width: 180.0px;" /><col style="width: 240.0px;" /><col style="width: 340.0px;" /></colgroup><thead><tr><th><p>Head</p></th><th><p>Head</p></th><th><p>Head</p></th></tr></thead><tbody>' +
    '<tr><td colspan="2"><p>Two columns merged</p></td><td rowspan="2"><p style="text-align: right;">Two rows merged</p></td></tr>' +
    '<tr><th scope="row"><p>Row head</p></th><td data-highlight-colour="#e6fcff"><p>Coloured</p></td></tr>' +
    `<tr><td>No paragraph</td><td><ul><li><p>A list</p></li></ul></td><td><p>${status('IN A CELL', 'Blue')} ${mention('grace')}</p></td></tr>` +
    '</tbody></table>',
  '<ac:layout><ac:layout-section ac:type="two_equal" ac:breakout-mode="default"><ac:layout-cell><p>Left of two.</p></ac:layout-cell><ac:layout-cell><p>Right of two.</p></ac:layout-cell></ac:layout-section><ac:layout-section ac:type="three_with_sidebars"><ac:layout-cell><p>Side</p></ac:layout-cell><ac:layout-cell><p>Middle</p></ac:layout-cell><ac:layout-cell><p>Side</p></ac:layout-cell></ac:layout-section></ac:layout>',
  `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-uuid>0d5e7c52-5f7e-4a55-9a3c-6f3f8f1f0a01</ac:task-uuid><ac:task-status>incomplete</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${mention('ada')} looks at every line of this page by <time datetime="2026-10-01" /></span></ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">Write it</span></ac:task-body></ac:task></ac:task-list>`,
  '<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-attribute key="local-id">b7c2a0de-01</ac:adf-attribute><ac:adf-node type="decision-item"><ac:adf-attribute key="local-id">b7c2a0de-02</ac:adf-attribute><ac:adf-attribute key="state">DECIDED</ac:adf-attribute><ac:adf-content>One page shows it all.</ac:adf-content></ac:adf-node></ac:adf-node><ac:adf-fallback><ul class="decision-list"><li>One page shows it all.</li></ul></ac:adf-fallback></ac:adf-extension>',
  '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>A panel that only newer editors have.</p></ac:adf-content></ac:adf-node><ac:adf-fallback><p>A panel that only newer editors have.</p></ac:adf-fallback></ac:adf-extension>',
  code('python', 'if a < b and b > c:\n    print("<p>&amp;</p>")'),
].join('\n');

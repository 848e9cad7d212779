// What tests outside may use of the sandbox; everything else here is its own affair.
export { CATALOGUE } from './composio/toolkit/catalogue.ts';
export { type Json, storage, unique } from './composio/tools/test-support/tool-case.ts';
export { kitchenSinkBlocks } from './confluence/seed/kitchen-sink-blocks.ts';
export { kitchenSinkInlines } from './confluence/seed/kitchen-sink-inlines.ts';
export { kitchenSinkMacros } from './confluence/seed/kitchen-sink-macros.ts';
export { storageDocuments } from './confluence/storage/test-support/storage-documents.ts';
export { SIXTY_TWO } from './model/test-support/sixty-two-sentences.ts';
export { runTool } from './test-support/run-tool.ts';
export { serveSandbox } from './test-support/serve-sandbox.ts';

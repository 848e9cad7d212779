import { CATALOGUE as catalogue } from '@tributary/sandbox/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as server from '../toolkits/toolkits.ts';
import { describeAction } from './describe-action.ts';

const meta = ['SEARCH_TOOLS', 'GET_TOOL_SCHEMAS', 'MULTI_EXECUTE_TOOL', 'MANAGE_CONNECTIONS'];
const tools = [...catalogue.map(({ slug }) => slug), ...meta.map((name) => `COMPOSIO_${name}`)];
const names = 'labels,queries,tools,tool_slugs,toolkits,id,title,name,key,status,cql,spaceId,pageId'.split(
  ',',
);

test('the browser has the words that the server has, whatever the model wrote', () => {
  const given = fc.dictionary(fc.constantFrom(...names), fc.anything());
  fc.assert(
    fc.property(fc.constantFrom(...tools), given, given, (tool, args, result) => {
      expect(describeAction(tool, args, result)).toEqual(server.describeAction(tool, args, result));
    }),
  );
});

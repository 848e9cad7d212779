import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const operationSchema = z.looseObject({
  parameters: z.array(z.looseObject({})).optional(),
  requestBody: z.looseObject({}).optional(),
  responses: z.record(z.string(), z.looseObject({})),
  'x-atlassian-oauth2-scopes': z.array(z.looseObject({ scopes: z.array(z.string()) })).optional(),
});
const specSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({}),
});

export type Operation = z.infer<typeof operationSchema>;
/** One of Atlassian's OpenAPI documents, with the site-form path of each operation: `/wiki/api/v2/pages/{id}`. */
export type Spec = {
  name: 'v1' | 'v2';
  components: Record<string, unknown>;
  operations: { method: string; path: string; operation: Operation }[];
};

const METHODS = ['get', 'post', 'put', 'delete'];

/**
 * Atlassian's two documents, from the folder that CONFLUENCE_OPENAPI_DIR names, or from a `data` folder inside a folder
 * beside this checkout. They are not part of this project, so they may not be there: undefined.
 */
export function findSpecs(): Spec[] | undefined {
  const folder = [process.env.CONFLUENCE_OPENAPI_DIR, ...foldersBeside()].find(
    (one) => one !== undefined && (['v1', 'v2'] as const).every((name) => existsSync(fileOf(one, name))),
  );
  return folder === undefined ? undefined : [readSpec(folder, 'v1'), readSpec(folder, 'v2')];
}

function foldersBeside(): string[] {
  const beside = resolve(import.meta.dirname, '../../../../..');
  return readdirSync(beside).map((name) => join(beside, name, 'data'));
}

function fileOf(folder: string, name: Spec['name']): string {
  return join(folder, `confluence-openapi-${name}.json`);
}

function readSpec(folder: string, name: Spec['name']): Spec {
  const spec = specSchema.parse(JSON.parse(readFileSync(fileOf(folder, name), 'utf8')));
  const operations = Object.entries(spec.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      method: method.toUpperCase(),
      path: name === 'v2' ? `/wiki/api/v2${path}` : path,
      operation: operationSchema.parse(item[method]),
    })),
  );
  return { name, components: spec.components, operations };
}

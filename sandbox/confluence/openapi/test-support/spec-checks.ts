import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import type { Operation, Spec } from './find-specs.ts';

const mediaSchema = z.looseObject({ schema: z.unknown() });
const contentSchema = z.object({ content: z.record(z.string(), mediaSchema).optional() });
const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.unknown(),
});

/** Checks requests and answers against one of the documents. Every fault is one line of text; none: an empty list. */
export function specChecks(spec: Spec) {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'spec', components: jsonSchema(spec.components) });
  const compiled = new Map<unknown, ValidateFunction>();
  const faults = (schema: unknown, value: unknown): string[] => {
    const check = compiled.get(schema) ?? ajv.compile(jsonSchema(schema) as object);
    compiled.set(schema, check);
    if (check(value)) return [];
    return (check.errors ?? []).map(
      (error) => `${error.instancePath || '/'} ${error.message}${error.data === null ? ', got null' : ''}`,
    );
  };

  return {
    request(operation: Operation, asked: { query: Record<string, string>; body: unknown }): string[] {
      const parameters = (operation.parameters ?? []).flatMap(
        (one) => parameterSchema.safeParse(resolved(spec, one)).data ?? [],
      );
      const inQuery = parameters.filter((parameter) => parameter.in === 'query');
      const unknown = Object.keys(asked.query).filter((name) => !inQuery.some((one) => one.name === name));
      const missing = inQuery.filter((one) => one.required && !(one.name in asked.query));
      const body = contentSchema.safeParse(operation.requestBody ?? {}).data?.content?.['application/json'];
      return [
        ...unknown.map((name) => `query ${name} is not documented`),
        ...missing.map(({ name }) => `query ${name} is required`),
        ...(body && asked.body !== undefined
          ? faults(body.schema, asked.body).map((fault) => `body ${fault}`)
          : []),
      ];
    },

    answer(operation: Operation, status: number, json: unknown): string[] {
      const documented = operation.responses[String(status)];
      if (!documented) return [`status ${status} is not documented`];
      const content = contentSchema.safeParse(documented).data?.content?.['application/json'];
      return content ? faults(content.schema, json) : [];
    },
  };
}

/** What a reference such as `#/components/parameters/expand` stands for, or the thing itself. */
function resolved(spec: Spec, node: Record<string, unknown>): unknown {
  if (typeof node.$ref !== 'string') return node;
  const [, , kind = '', name = ''] = node.$ref.split('/');
  return z.record(z.string(), z.unknown()).safeParse(spec.components[kind]).data?.[name];
}

/** An OpenAPI 3.0 schema as JSON Schema: references point into the document, and what is nullable may be null. */
function jsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(jsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, jsonSchema(value)]));
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref.replace('#/', 'spec#/') };
  if (schema.nullable === true && typeof schema.type === 'string') {
    schema.type = [schema.type, 'null'];
    if (Array.isArray(schema.enum)) schema.enum = [...schema.enum, null];
  }
  // `example` and `default` may hold anything, also things that look like schemas.
  delete schema.example;
  delete schema.nullable;
  return schema;
}

import { describe, expect, it } from 'vitest';
import { type Draft, type JsonSchema, readDraft, toDraft } from './argument-values.ts';

const schema: JsonSchema = {
  type: 'object',
  required: ['id', 'body', 'version'],
  properties: {
    id: { type: 'string' },
    body: {
      type: 'object',
      required: ['storage'],
      properties: {
        storage: {
          type: 'object',
          required: ['value'],
          properties: { value: { type: 'string' }, representation: { type: 'string', const: 'storage' } },
        },
      },
    },
    version: {
      type: 'object',
      required: ['number'],
      properties: { number: { type: 'integer', minimum: 1 } },
    },
    description: {
      type: 'object',
      required: ['plain'],
      properties: {
        plain: { type: 'object', required: ['value'], properties: { value: { type: 'string' } } },
      },
    },
    labels: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, prefix: { type: 'string', enum: ['global', 'my'] } },
      },
    },
    parentId: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    minor: { type: 'boolean' },
    value: {},
  },
};

const full = {
  id: '7',
  body: { storage: { value: '<p>a</p>', representation: 'storage' } },
  version: { number: 5 },
  labels: [{ name: 'urgent', prefix: 'global' }, { name: 'q3' }],
  minor: false,
  value: { any: [1, null] },
  unknown: { kept: true },
};

const read = (draft: Draft, initial: unknown = full) => readDraft(schema, draft, true, '', initial);

/** The draft with a text put in at a path. */
function put(draft: Draft, path: string[], text: string): Draft {
  const [name, ...rest] = path;
  if (name === undefined) return { type: 'text', text };
  if (draft.type === 'group') {
    const field = draft.fields[name];
    if (field === undefined) throw new Error(`no field ${name}`);
    return { ...draft, fields: { ...draft.fields, [name]: put(field, rest, text) } };
  }
  if (draft.type !== 'list') throw new Error(`nothing in ${name}`);
  return {
    ...draft,
    items: draft.items.map((item, place) =>
      String(place) === name ? { ...item, draft: put(item.draft, rest, text) } : item,
    ),
  };
}

describe('a form of arguments', () => {
  it('gives back exactly what it was given when nothing is touched, also what the schema does not name', () => {
    expect(read(toDraft(schema, full))).toEqual({ value: full, problems: {} });
  });

  it('leaves out what is empty and may be left out, with the groups that hold nothing', () => {
    const little = { id: '7', body: { storage: { value: 'x' } }, version: { number: 1 } };
    const { value, problems } = read(toDraft(schema, little), little);
    expect(problems).toEqual({});
    expect(value).toEqual({ ...little, body: { storage: { value: 'x', representation: 'storage' } } });
  });

  it('says what is wrong beside the field that it is wrong in', () => {
    let draft = put(toDraft(schema, full), ['id'], ' ');
    draft = put(draft, ['version', 'number'], '1.5');
    draft = put(draft, ['labels', '1', 'name'], '');
    draft = put(draft, ['value'], '{half');
    expect(read(draft).problems).toEqual({
      id: 'This is needed.',
      'version.number': 'Write a whole number.',
      'labels.1.name': 'This is needed.',
      value: 'This is not JSON yet. Texts stand in double quotes.',
    });
    expect(read(put(toDraft(schema, full), ['version', 'number'], '0')).problems).toEqual({
      'version.number': 'At least 1.',
    });
  });

  it('reads numbers, choices and JSON back as what they are', () => {
    let draft = put(toDraft(schema, full), ['version', 'number'], '6');
    draft = put(draft, ['minor'], 'true');
    draft = put(draft, ['labels', '1', 'prefix'], 'my');
    draft = put(draft, ['value'], '["x"]');
    draft = put(draft, ['parentId'], '12');
    expect(read(draft).value).toMatchObject({
      version: { number: 6 },
      minor: true,
      labels: [{}, { name: 'q3', prefix: 'my' }],
      value: ['x'],
      parentId: '12',
    });
  });

  it('keeps a value that does not fit its schema as JSON, so that opening the form changes nothing', () => {
    const odd = { ...full, labels: 'urgent', version: '5' };
    expect(read(toDraft(schema, odd), odd)).toEqual({ value: odd, problems: {} });
  });
});

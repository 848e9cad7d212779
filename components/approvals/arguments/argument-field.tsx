'use client';

import { Plus, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button';
import { CONTROL_STYLE } from '../../ui/control-style';
import { IconButton } from '../../ui/icon-button';
import {
  choices,
  type Draft,
  type FieldKind,
  fieldKind,
  type JsonSchema,
  listItem,
  plainSchema,
  toDraft,
} from './argument-values';

type FieldProps<D extends Draft = Draft> = {
  label: string;
  schema: JsonSchema;
  draft: D;
  /** The present value, by which the kind of field was chosen. */
  initial: unknown;
  required: boolean;
  path: string;
  problems: Record<string, string>;
  onChange: (draft: Draft) => void;
};

const AREA = `${CONTROL_STYLE.replace('h-9 ', '')} field-sizing-content max-h-96 min-h-24 resize-y py-2`;

/** `spaceId` and `space_id` as a person says it: “Space id”. */
function labelOf(name: string, schema: JsonSchema): string {
  if (schema.title !== undefined && schema.title !== '') return schema.title;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One argument, and what is nested in it. */
export function ArgumentField({ schema: raw, draft, ...rest }: FieldProps) {
  const schema = plainSchema(raw);
  switch (draft.type) {
    case 'fixed':
      return null;
    case 'group':
      return <Group {...rest} schema={schema} draft={draft} />;
    case 'list':
      return <List {...rest} schema={schema} draft={draft} />;
    case 'text':
      return <Text {...rest} schema={schema} draft={draft} />;
  }
}

function Group({
  label,
  schema,
  draft,
  initial,
  required,
  path,
  problems,
  onChange,
}: FieldProps<Extract<Draft, { type: 'group' }>>) {
  const shown = Object.entries(draft.fields).filter(([, field]) => field.type !== 'fixed');
  const given = typeof initial === 'object' && initial !== null ? (initial as Record<string, unknown>) : {};
  const field = (name: string, inner: Draft, innerLabel: string) => (
    <ArgumentField
      key={name}
      label={innerLabel}
      schema={schema.properties?.[name] ?? {}}
      draft={inner}
      initial={given[name]}
      required={(required || path === '') && (schema.required?.includes(name) ?? false)}
      path={path === '' ? name : `${path}.${name}`}
      problems={problems}
      onChange={(next) => onChange({ ...draft, fields: { ...draft.fields, [name]: next } })}
    />
  );
  const [only] = shown;
  // A box around one thing says nothing.
  if (path !== '' && only !== undefined && shown.length === 1) return field(only[0], only[1], label);
  const fields = shown.map(([name, inner]) =>
    field(name, inner, labelOf(name, schema.properties?.[name] ?? {})),
  );
  if (path === '') return <div className="grid grid-cols-[minmax(0,1fr)] gap-4">{fields}</div>;
  return (
    <Box legend={label} hint={schema.description}>
      {fields}
    </Box>
  );
}

function List({
  label,
  schema,
  draft,
  initial,
  path,
  problems,
  onChange,
}: FieldProps<Extract<Draft, { type: 'list' }>>) {
  const item = schema.items ?? {};
  const given: unknown[] = Array.isArray(initial) ? initial : [];
  return (
    <Box legend={label} hint={schema.description}>
      {draft.items.map(({ key, draft: inner }, place) => (
        <div key={key} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <ArgumentField
              label={`${label} ${place + 1}`}
              schema={item}
              draft={inner}
              initial={given[place]}
              required
              path={`${path}.${place}`}
              problems={problems}
              onChange={(next) =>
                onChange({
                  ...draft,
                  items: draft.items.map((one) => (one.key === key ? { key, draft: next } : one)),
                })
              }
            />
          </div>
          <IconButton
            label={`Remove ${label.toLowerCase()} ${place + 1}`}
            onClick={() => onChange({ ...draft, items: draft.items.filter((one) => one.key !== key) })}
          >
            <X aria-hidden="true" size={15} />
          </IconButton>
        </div>
      ))}
      <Problem id={undefined} words={problems[path]} />
      <Button
        onClick={() => onChange({ ...draft, items: [...draft.items, listItem(toDraft(item, undefined))] })}
        className="justify-self-start"
      >
        <Plus aria-hidden="true" size={15} />
        Add
      </Button>
    </Box>
  );
}

/** A page's body and whatever has lines needs room to be written in. */
function isLong(path: string, kind: FieldKind, text: string): boolean {
  return (
    kind === 'json' || /(^|\.)body\.(storage\.)?value$/.test(path) || text.length > 90 || text.includes('\n')
  );
}

function Text({
  label,
  schema,
  draft,
  initial,
  required,
  path,
  problems,
  onChange,
}: FieldProps<Extract<Draft, { type: 'text' }>>) {
  const id = useId();
  const kind = fieldKind(schema, initial);
  const problem = problems[path];
  const set = (text: string) => onChange({ type: 'text', text });
  const long = isLong(path, kind, typeof initial === 'string' ? initial : '');
  const machine = kind === 'json' || draft.text.trimStart().startsWith('<');
  const control = {
    id,
    value: draft.text,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-required': required,
    'aria-describedby': `${id}-hint ${id}-problem`,
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-note font-medium">
        {label}
        {required ? null : <span className="font-normal text-ink-soft"> (may be left out)</span>}
      </label>
      {kind === 'choice' ? (
        <select {...control} onChange={(event) => set(event.target.value)} className={CONTROL_STYLE}>
          <option value="">{required ? 'Choose…' : 'Not set'}</option>
          {choices(schema).map((one) => (
            <option key={one.label} value={String(one.value)}>
              {one.label}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea
          {...control}
          onChange={(event) => set(event.target.value)}
          spellCheck={!machine}
          className={`${AREA} ${machine ? 'font-mono md:text-note' : ''}`}
        />
      ) : (
        <input
          {...control}
          onChange={(event) => set(event.target.value)}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          placeholder={schema.default === undefined ? undefined : String(schema.default)}
          autoComplete="off"
          className={CONTROL_STYLE}
        />
      )}
      {schema.description === undefined ? null : (
        <p id={`${id}-hint`} className="mt-1 text-note text-ink-soft">
          {schema.description}
        </p>
      )}
      <Problem id={`${id}-problem`} words={problem} />
    </div>
  );
}

function Box({ legend, hint, children }: { legend: string; hint: string | undefined; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 rounded-md border px-3 pt-1 pb-3">
      <legend className="px-1 text-note font-medium">{legend}</legend>
      {hint === undefined ? null : <p className="mb-2 text-note text-ink-soft">{hint}</p>}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
    </fieldset>
  );
}

function Problem({ id, words }: { id: string | undefined; words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <p id={id} className="mt-1 text-note text-danger">
      {words}
    </p>
  );
}

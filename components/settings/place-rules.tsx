'use client';

import { FileText, FolderOpen, Tag } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import type { PlaceRule } from '@/lib/domain/policy';
import { Button } from '../ui/button';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { placeOf } from './place-of';
import { PLACE_RULES, placeWords } from './policy-words';
import { RuleList } from './rule-list';

const TYPES: { value: PlaceRule['type']; label: string; input: string; Icon: typeof Tag }[] = [
  { value: 'space', label: 'A space', input: 'Its key or address', Icon: FolderOpen },
  { value: 'tree', label: 'A page and all below it', input: 'Its address or number', Icon: FileText },
  { value: 'label', label: 'What carries a label', input: 'The label', Icon: Tag },
];
const [SPACE] = TYPES;

const keyOf = ({ type, value }: PlaceRule) => `${type}:${value}`;

/** Where may be written: the rules for places, and a form for another one. */
export function PlaceRules({
  places,
  onChange,
}: {
  places: PlaceRule[];
  onChange: (places: PlaceRule[]) => void;
}) {
  const rows = places.map((place) => {
    const { Icon } = TYPES.find(({ value }) => value === place.type) ?? { Icon: Tag };
    return {
      key: keyOf(place),
      icon: <Icon aria-hidden="true" size={15} />,
      ...placeWords(place),
      rule: place.rule,
    };
  });
  return (
    <>
      <RuleList
        label="Places with rules of their own"
        rows={rows}
        choices={PLACE_RULES}
        onRule={(key, rule) =>
          onChange(places.map((place) => (keyOf(place) === key ? { ...place, rule } : place)))
        }
        onRemove={(key) => onChange(places.filter((place) => keyOf(place) !== key))}
      />
      <AddPlace
        onAdd={(added) => onChange([...places.filter((place) => keyOf(place) !== keyOf(added)), added])}
      />
    </>
  );
}

function AddPlace({ onAdd }: { onAdd: (place: PlaceRule) => void }) {
  const [type, setType] = useState<PlaceRule['type']>('space');
  const [typed, setTyped] = useState('');
  const [rule, setRule] = useState<PlaceRule['rule']>('never');
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();

  function add(event: FormEvent) {
    event.preventDefault();
    const place = placeOf(type, typed);
    if ('problem' in place) return setProblem(place.problem);
    onAdd({ ...place, rule });
    setTyped('');
    setProblem(null);
  }

  return (
    <form
      onSubmit={add}
      aria-label="Add a place"
      className="mt-3 grid items-end gap-3 sm:grid-cols-[12rem_1fr_11rem_auto]"
    >
      <Select
        label="Place"
        options={TYPES}
        value={type}
        onChange={(event) =>
          setType(TYPES.find(({ value }) => value === event.target.value)?.value ?? 'space')
        }
      />
      <Input
        label={TYPES.find(({ value }) => value === type)?.input ?? SPACE?.input ?? ''}
        value={typed}
        maxLength={2_000}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        label="Rule"
        options={PLACE_RULES}
        value={rule}
        onChange={(event) =>
          setRule(PLACE_RULES.find(({ value }) => value === event.target.value)?.value ?? 'never')
        }
      />
      <Button type="submit">Add</Button>
      {problem === null ? null : (
        <p id={problemId} role="alert" className="text-note text-danger sm:col-span-full">
          {problem}
        </p>
      )}
    </form>
  );
}

'use client';

import type { Policy } from '@/lib/domain/policy';
import { Select } from '../ui/select';
import { KIND_CHOICES } from './policy-words';

/** What holds for each kind of action. */
export function KindRules({
  kinds,
  onChange,
}: {
  kinds: Policy['kinds'];
  onChange: (kinds: Policy['kinds']) => void;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {KIND_CHOICES.map(({ kind, label, options }) => (
        <Select
          key={kind}
          label={label}
          options={options}
          value={kinds[kind] ?? ''}
          onChange={(event) => {
            const chosen = options.find(({ value }) => value === event.target.value)?.value;
            onChange({ ...kinds, [kind]: chosen || undefined });
          }}
        />
      ))}
    </div>
  );
}

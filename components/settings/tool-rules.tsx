'use client';

import { Wrench } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Policy, Rule, ToolChoice } from '@/lib/domain/policy';
import { Button } from '../ui/button';
import { Select } from '../ui/select';
import { TOOL_RULES, toolName } from './policy-words';
import { RuleList } from './rule-list';

/** Rules for single tools, and a form for another one of those that write. */
export function ToolRules({
  rules,
  known,
  onChange,
}: {
  rules: Policy['tools'];
  known: ToolChoice[];
  onChange: (rules: Policy['tools']) => void;
}) {
  const rows = Object.entries(rules).map(([tool, rule]) => ({
    key: tool,
    icon: <Wrench aria-hidden="true" size={15} />,
    title: toolName(tool, known),
    detail: tool,
    rule,
  }));
  const free = known.filter(({ tool, kind }) => kind !== 'read' && rules[tool] === undefined);
  return (
    <>
      <RuleList
        label="Tools with rules of their own"
        rows={rows}
        choices={TOOL_RULES}
        onRule={(tool, rule) => onChange({ ...rules, [tool]: rule })}
        onRemove={(tool) =>
          onChange(Object.fromEntries(Object.entries(rules).filter(([slug]) => slug !== tool)))
        }
      />
      {free.length === 0 ? null : (
        <AddTool free={free} onAdd={(tool, rule) => onChange({ ...rules, [tool]: rule })} />
      )}
    </>
  );
}

function AddTool({ free, onAdd }: { free: ToolChoice[]; onAdd: (tool: string, rule: Rule) => void }) {
  const [chosen, setChosen] = useState('');
  const [rule, setRule] = useState<Rule>('deny');
  const tool = free.some((one) => one.tool === chosen) ? chosen : (free[0]?.tool ?? '');

  function add(event: FormEvent) {
    event.preventDefault();
    onAdd(tool, rule);
  }

  return (
    <form
      onSubmit={add}
      aria-label="Add a tool"
      className="mt-3 grid items-end gap-3 sm:grid-cols-[1fr_11rem_auto]"
    >
      <Select
        label="Tool"
        options={free.map(({ tool, name, kind }) => ({
          value: tool,
          label: kind === 'destructive' ? `${name} (destructive)` : name,
        }))}
        value={tool}
        onChange={(event) => setChosen(event.target.value)}
      />
      <Select
        label="Rule"
        options={TOOL_RULES}
        value={rule}
        onChange={(event) =>
          setRule(TOOL_RULES.find(({ value }) => value === event.target.value)?.value ?? 'deny')
        }
      />
      <Button type="submit">Add</Button>
    </form>
  );
}

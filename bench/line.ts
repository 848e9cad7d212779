import { round } from './statistics.ts';

/** One measured value. */
export type Line = {
  name: string;
  value: number;
  unit: string;
  target?: string;
  /** What it must keep, where it has a budget. */
  budget?: { atMost: number } | { atLeast: number };
  held?: boolean;
};

/** A measured value against its budget. */
export function held(line: Line & { budget: NonNullable<Line['budget']> }): Line {
  const { value, budget } = line;
  return {
    ...line,
    value: round(value),
    held: 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast,
  };
}

export function measured(line: Line): Line {
  return { ...line, value: round(line.value) };
}

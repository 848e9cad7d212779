import { ConfluenceError } from '../../errors.ts';
import type { CqlValue } from './parse.ts';

/** The moments a date value stands for: from its start up to, not including, its end. */
export type Span = { start: Date; end: Date };

const DATE =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const SHIFT = /^([+-]?)(\d{1,6})([yMwdhm]?)$/;
const units = { Day: 'd', Week: 'w', Month: 'M', Year: 'y' } as const;
type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm';

/** Reads `2026-09-14`, `2026/09/14 10:30`, ISO, `now("-4w")` or `startOfMonth("+1M")`, in UTC. @throws ConfluenceError 400 */
export function readDate(value: CqlValue, now: Date): Span {
  if (typeof value !== 'string') return functionDate(value.name, value.args, now);
  const found = DATE.exec(value.trim());
  const [, year, month, day, hour, minute, second, milli, zone] = found ?? [];
  const iso = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}:${second ?? '00'}.${(milli ?? '0').padEnd(3, '0')}${zone ?? 'Z'}`;
  const start = new Date(iso);
  if (!found || Number.isNaN(start.getTime())) throw invalid(value);
  const length = hour === undefined ? 86_400_000 : second === undefined ? 60_000 : 1000;
  return { start, end: new Date(start.getTime() + length) };
}

function functionDate(name: string, args: string[], now: Date): Span {
  if (name.toLowerCase() === 'now') {
    const moment = args[0] === undefined ? now : shift(now, args[0], undefined);
    return { start: moment, end: new Date(moment.getTime() + 1) };
  }
  const found = /^(start|end)of(day|week|month|year)$/i.exec(name);
  const edge = found?.[1]?.toLowerCase();
  const period = (Object.keys(units) as (keyof typeof units)[]).find(
    (unit) => unit.toLowerCase() === found?.[2]?.toLowerCase(),
  );
  if (!edge || !period) throw new ConfluenceError(400, `No function exists with the name: '${name}'`);
  let moment = startOf(now, period);
  if (edge === 'end') moment = new Date(shift(moment, '+1', units[period]).getTime() - 1);
  if (args[0] !== undefined) moment = shift(moment, args[0], units[period]);
  return { start: moment, end: new Date(moment.getTime() + 1) };
}

function startOf(now: Date, period: keyof typeof units): Date {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const day = now.getUTCDate();
  if (period === 'Year') return new Date(Date.UTC(year, 0, 1));
  if (period === 'Month') return new Date(Date.UTC(year, month, 1));
  // The site's weeks begin on Monday.
  const back = period === 'Week' ? (now.getUTCDay() + 6) % 7 : 0;
  return new Date(Date.UTC(year, month, day - back));
}

function shift(moment: Date, by: string, usual: Unit | undefined): Date {
  const found = SHIFT.exec(by.trim());
  const unit = (found?.[3] || usual) as Unit | undefined;
  if (!found || !unit) throw invalid(by);
  const amount = (found[1] === '-' ? -1 : 1) * Number(found[2]);
  const shifted = new Date(moment);
  if (unit === 'y') shifted.setUTCFullYear(shifted.getUTCFullYear() + amount);
  else if (unit === 'M') shifted.setUTCMonth(shifted.getUTCMonth() + amount);
  else {
    const milliseconds = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 }[unit];
    shifted.setTime(shifted.getTime() + amount * milliseconds);
  }
  if (Number.isNaN(shifted.getTime()) || shifted.getUTCFullYear() < 0 || shifted.getUTCFullYear() > 9999)
    throw invalid(by);
  return shifted;
}

function invalid(value: string): ConfluenceError {
  return new ConfluenceError(
    400,
    `Invalid date value: '${value}'. Expected yyyy-MM-dd or yyyy/MM/dd, each with optional HH:mm.`,
  );
}

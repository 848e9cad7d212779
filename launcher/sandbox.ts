import { run, stopOnSignals } from './children.ts';

// npm run sandbox -- --port 4400: the sandbox alone. It says what it serves.
stopOnSignals();
const args = ['--disable-warning=ExperimentalWarning', 'sandbox/main.ts', '--list', ...process.argv.slice(2)];
process.exit(await run(process.execPath, args));

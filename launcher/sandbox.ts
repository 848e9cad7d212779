// npm run sandbox -- --port 4400: the sandbox alone, in this process. It says what it serves.
process.removeAllListeners('warning');
process.argv.push('--list');
await import('../sandbox/main.ts');

export {};

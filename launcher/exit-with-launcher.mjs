// Loaded into every program that the launcher keeps running. Its standard input is a pipe from the launcher; when that
// closes the launcher is gone, however it ended, and this program must not go on holding its port.
process.stdin.on('close', () => process.kill(process.pid, 'SIGINT'));
process.stdin.resume();
process.stdin.unref?.();

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const interval = 200;

export interface MemoryWatch {
  /** MiB, resident. Throws when the process ended while it was watched. */
  peak(): number;
  stop(): void;
}

/** Watches how much memory a process has. Linux keeps the peak itself; elsewhere it is what was seen. */
export function watchMemory(pid: number | undefined): MemoryWatch {
  let peak = 0;
  let failure: unknown;
  const look = () => {
    try {
      peak = Math.max(peak, residentOf(pid));
    } catch (error) {
      failure ??= error;
    }
  };
  look();
  const timer = setInterval(look, interval);
  return {
    peak() {
      if (failure !== undefined) throw new Error(`process ${pid} ended`, { cause: failure });
      return peak;
    },
    stop() {
      clearInterval(timer);
      look();
    },
  };
}

/** MiB: the peak so far where it is known, otherwise what it is now. */
function residentOf(pid: number | undefined): number {
  if (process.platform === 'linux') {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (peak === undefined) throw new Error('the process is gone');
    return Number(peak) / 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

import { isatty } from 'node:tty';

/** SIGHUP, which asks a server to read its configuration again. */
export interface HangUps {
  /** Calls `onHangUp` at each; at once when there was one before anybody listened. */
  listen(onHangUp: () => void): void;
  /** From now on SIGHUP does what it does by itself: it ends the process. */
  close(): void;
}

/** Hears SIGHUP from now on. What begins long before it serves would end by one else. That of a terminal which was closed ends the process in order, as
 *  SIGTERM does: nobody could reach it any more. */
export function hearHangUps(): HangUps {
  let isWaiting = false;
  let listener: (() => void) | undefined;
  const hadTerminal = isatty(0);
  const onSignal = (): void => {
    if (hadTerminal && !isatty(0)) return void process.kill(process.pid, 'SIGTERM');
    if (listener) listener();
    else isWaiting = true;
  };
  process.on('SIGHUP', onSignal);
  return {
    listen: (onHangUp) => {
      listener = onHangUp;
      if (isWaiting) onHangUp();
      isWaiting = false;
    },
    close: () => void process.off('SIGHUP', onSignal),
  };
}

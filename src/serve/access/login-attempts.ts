import ipaddr from 'ipaddr.js';
import { createPauses } from './pauses.ts';

/** Slows down whoever guesses passwords, and locks nobody out of their own account. */
export interface LoginAttempts {
  /** Counts an attempt before it is made, so that many at once are as many as one after the other. Returns how long (ms) to wait before
   *  trying again, or 0: then the attempt may be made, and `end` follows. `isKnownThere`: this person has logged in from this address
   *  before. */
  begin(name: string, address: string, isKnownThere: () => boolean): number;
  end(name: string, address: string, isRight: boolean): void;
}

/** Checking one takes 128 MB for a moment; more than these wait outside. */
const underWayAtMost = 20;

export function createLoginAttempts(now: () => number): LoginAttempts {
  const longestMs = 15 * 60_000;
  const ofPair = createPauses({ free: 4, firstMs: 1000, longestMs, now });
  // Many people share an address, so that more is free.
  const ofAddress = createPauses({ free: 20, firstMs: 2000, longestMs, now });
  // Guesses from many addresses. Whoever has logged in from theirs before is not held up, and nobody for long.
  const ofName = createPauses({ free: 30, firstMs: 1000, longestMs: 60_000, now });
  let underWay = 0;
  return {
    begin: (name, address, isKnownThere) => {
      if (underWay >= underWayAtMost) return 1000;
      const network = toNetwork(address);
      const pair = `${name} ${network}`;
      const nameWait = ofName.waitOf(name);
      const wait = Math.max(
        ofPair.waitOf(pair),
        ofAddress.waitOf(network),
        nameWait > 0 && !isKnownThere() ? nameWait : 0,
      );
      if (wait > 0) return wait;
      underWay += 1;
      ofPair.count(pair);
      ofAddress.count(network);
      ofName.count(name);
      return 0;
    },
    end: (name, address, isRight) => {
      underWay -= 1;
      if (!isRight) return;
      const network = toNetwork(address);
      ofPair.forget(`${name} ${network}`);
      ofAddress.pardon(network);
      ofName.pardon(name);
    },
  };
}

/** One household has 2^64 addresses of IPv6: they count as one. */
export function toNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6' ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString();
}

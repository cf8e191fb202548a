import type { EditHabits } from '../model/look.ts';

// Few enough for an outlet with ten articles a day to be known within some days; a single miss among ten ends the trust.
const leastTold = 3;
const mostUntoldShare = 0.1;
/** So many announcements in a row that came to nothing are no chance; then they are not followed any more. */
const manyEmpty = 12;
const leastTrueShare = 0.05;
/** More than this is halved, so that an outlet which changes its ways is known by the new ones. */
const mostRemembered = 60;
const mostLooksRemembered = 200;

/** Whether the feeds of an outlet announce its edits, so that no look is needed to find them. */
export function areEditsAnnounced({ told, untold }: EditHabits): boolean {
  return told >= leastTold && untold <= told * mostUntoldShare;
}

/** Whether announcements of an outlet mean nothing, as where every build of a site gives all pages a new date. */
export function areAnnouncementsEmpty({ told, empty }: EditHabits): boolean {
  return empty >= manyEmpty && told < empty * leastTrueShare;
}

/** What an announcement came to, or an edit that was found without one. `late`: the announcement of an edit that a look had found. */
export function noteEdit(habits: EditHabits, what: 'told' | 'untold' | 'empty' | 'late'): EditHabits {
  const { told, untold, empty } = habits;
  const now =
    what === 'late'
      ? { told: told + 1, untold: Math.max(untold - 1, 0), empty }
      : { told, untold, empty, [what]: habits[what] + 1 };
  const isMuch = now.told + now.untold + now.empty > mostRemembered;
  const kept = isMuch ? { told: now.told / 2, untold: now.untold / 2, empty: now.empty / 2 } : now;
  return { ...habits, ...kept };
}

/** What the first look at an article came to, made at this place of the schedule. */
export function noteLook(habits: EditHabits, place: number, isEdited: boolean): EditHabits {
  const looks = Array.from({ length: Math.max(habits.looks.length, place + 1) }, (_, i) => {
    const { made, found } = habits.looks[i] ?? { made: 0, found: 0 };
    if (i !== place) return { made, found };
    const now = { made: made + 1, found: found + (isEdited ? 1 : 0) };
    return now.made > mostLooksRemembered ? { made: now.made / 2, found: now.found / 2 } : now;
  });
  return { ...habits, looks };
}

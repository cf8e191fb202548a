/** The oldest Node that runs Courant: that of `engines` in package.json. */
export const oldestNode = '20.18';

/** Whether a version, as `process.version` has it, is older than that. */
export function isNodeTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** Where this page was opened: among real documents, or in the practice area. One page for both; the address tells. */

export const PRACTICE = '/practice';

export const inPractice = /^\/practice(?:\/|$)/.test(globalThis.location?.pathname ?? '/');

/** In front of every address of this area. */
export const AREA = inPractice ? PRACTICE : '';

/** Names of what this browser keeps and shares between tabs: an area never reads the other one's. */
export const areaName = (name: string): string => (inPractice ? `${name}.practice` : name);

import type { HeldPost } from '../platform/access/principal.ts';
import { OWNER_ROLES } from './group-roles.ts';

/** By what right somebody may say who is in a group, and with which post. */
export type Say = { readonly right: 'owner' | 'keeper'; readonly post: HeldPost } | null;

/**
 * Who may say who is in a group. With a keeper nobody else may: "việc bổ sung thành viên ở các cơ sở Đoàn phải có ý kiến thống nhất của
 * quản lý group" (the notice, 1.1). A keeper whose post nobody holds any more is none, or the group would be stuck.
 * @param keeperPostId the keeper's post while it is held at the owner; null when there is none
 */
export function sayOver(posts: readonly HeldPost[], ownerUnitId: string, keeperPostId: string | null): Say {
  const owners = posts.filter((p) => p.unitId === ownerUnitId && OWNER_ROLES.some((role) => role === p.role));
  if (keeperPostId === null) {
    const [post] = owners;
    return post ? { right: 'owner', post } : null;
  }
  const keeper = owners.find((p) => p.id === keeperPostId);
  return keeper ? { right: 'keeper', post: keeper } : null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PreviewReason, PreviewState } from './preview.plan.ts';

const asNumber = { from: Number, to: (value: number) => value };

/** What can be shown of a content. */
@Entity('preview')
export class Preview {
  @PrimaryColumn('text') sha256!: string;
  @Column('text') state!: PreviewState;
  @Column('text', { nullable: true }) reason!: PreviewReason | null;
  /** Of the attachment it is made for: a content has no type of its own. */
  @Column('text', { name: 'media_type' }) mediaType!: string;
  /** Of the file; not all may be shown. */
  @Column('int', { name: 'page_count', nullable: true }) pageCount!: number | null;
  @Column('int') attempts!: number;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'made_at', nullable: true }) madeAt!: Date | null;
}

@Entity('preview_page')
export class PreviewPage {
  @PrimaryColumn('text') sha256!: string;
  @PrimaryColumn('int') page!: number;
  /** The picture, stored like every content. */
  @Column('text', { name: 'blob_sha256' }) blobSha256!: string;
  @Column('bigint', { transformer: asNumber }) size!: number;
  @Column('int') width!: number;
  @Column('int') height!: number;
}

/** The text of a content, for search. */
@Entity('preview_text')
export class PreviewText {
  @PrimaryColumn('text') sha256!: string;
  @Column('text') content!: string;
  /** Without accents and in small letters, as `fold` makes it. */
  @Column('text') folded!: string;
  @Column('boolean', { name: 'is_cut' }) isCut!: boolean;
  @Column({ type: 'tsvector', insert: false, update: false }) words!: string;
}

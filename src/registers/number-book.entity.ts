import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One counter: (unit, direction, type, period). */
@Entity('number_book')
export class NumberBook {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') direction!: 'outgoing' | 'incoming';
  @Column('text', { name: 'type_code' }) typeCode!: string;
  @Column('text') period!: string;
  @Column('int', { name: 'first_number' }) firstNumber!: number;
  @Column('int', { name: 'last_number' }) lastNumber!: number;
}

/** What became of one number of a book. */
@Entity('book_number')
export class BookNumber {
  @PrimaryColumn('uuid', { name: 'book_id' }) bookId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('uuid', { name: 'holder_id' }) holderId!: string;
  @Column('text') state!: 'used' | 'void';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') at!: Date;
}

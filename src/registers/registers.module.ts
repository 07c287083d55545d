import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentTypesController } from './document-types.controller.ts';
import { BookNumber, NumberBook } from './number-book.entity.ts';
import { NumberBooks } from './number-books.service.ts';

@Module({
  imports: [TypeOrmModule.forFeature([NumberBook, BookNumber])],
  controllers: [DocumentTypesController],
  providers: [NumberBooks],
  exports: [NumberBooks],
})
export class RegistersModule {}

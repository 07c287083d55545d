/** Both screens in one file of the built page: they share most of what they are made of, and each file more is a request more. */
export { Board } from './board.tsx';
export { Outstanding } from './outstanding.tsx';

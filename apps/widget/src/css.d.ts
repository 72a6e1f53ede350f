// How a style sheet is imported: as text for the shadow root, or for its effect.
declare module '*.css?inline' {
  const text: string;
  export default text;
}
declare module '*.css';

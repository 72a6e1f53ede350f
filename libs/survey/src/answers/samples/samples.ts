// Answers with the feeling that people read in them, to measure by.
export interface Samples {
  /** Looked at while the lists of words were made. */
  tuning: string;
  /** The lists were never changed for the sake of these. They are by the same hand as the lists, and so flatter them. */
  measured: string;
}

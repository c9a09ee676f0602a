/** What is asked for when it is first needed, and then kept. A failed read is not kept: the next question asks again. */
export class Kept<T> {
  private readonly answers = new Map<string, Promise<T>>();

  /** What is kept under that name, or what `read` gives. */
  once<Some extends T>(name: string, read: () => Promise<Some>): Promise<Some> {
    let answer = this.answers.get(name) as Promise<Some> | undefined;
    if (!answer) {
      answer = read().catch((error) => {
        this.answers.delete(name);
        throw error;
      });
      this.answers.set(name, answer);
    }
    return answer;
  }

  /** The next question asks again. */
  forget(name: string): void {
    this.answers.delete(name);
  }
}

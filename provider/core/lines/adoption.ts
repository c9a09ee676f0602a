import { counted } from "../words";

/** What is told of lines that the carrier already has. */
export function adoption(subject: string, count: number, changing: number): string {
  const verb = changing === 1 ? "differs" : "differ";
  const differ = changing === 0 ? "none differs" : `${changing} ${verb} and will be changed as declared`;
  return `${subject}: adopted ${counted(count, "line")} that the carrier already has; ${differ}`;
}

/**
 * The least firmware of AMD's processors that evidence is accepted from. AMD rates nothing by itself, as Intel does, so
 * this follows its security bulletins, and must be raised when AMD publishes another; as read on 2026-11-29:
 *
 * | part | Genoa | Turin | why |
 * |---|---|---|---|
 * | SNP | 0x1b | 0x04 | AMD-SB-3020 (CVE-2025-0033, memory's ownership table), AMD-SB-3023 (CVE-2025-48514; Linux 4b28f0846ef6 of 2026-05-13 goes by the same numbers); includes AMD-SB-3019 (CVE-2024-56161) |
 * | microcode | 0x56 | 0x51 | AMD-SB-3027 (CVE-2025-29943, stack pointer); includes AMD-SB-3019, 0x54 of Genoa |
 * | boot loader, TEE, FMC | 7, 0 | 1, 1, 1 | no bulletin gives attested values; the public floors of another market (tinfoil-go 05e8179) |
 *
 * **Milan is not named, and so refused:** software alone takes the seed of its signing keys out (arXiv 2605.12990 of May
 * 2026), and then it can claim any firmware. Microcode is counted anew in each stepping; these are the numbers of Genoa
 * B1 and Turin C1, so Genoa-X, Bergamo, Siena and dense Turin are refused until theirs passes them.
 */
export const AMD_MINIMUM_FIRMWARE = {
  Genoa: { bootLoader: 7, tee: 0, snp: 0x1b, microcode: 0x56, fmc: 0 },
  Turin: { bootLoader: 1, tee: 1, snp: 0x04, microcode: 0x51, fmc: 1 },
} as const;

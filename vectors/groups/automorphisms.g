# gap -q vectors/groups/automorphisms.g > vectors/groups/automorphisms.jsonl        (GAP 4.12.1, SmallGrp, AutPGrp)
# For all groups of order up to 63: the order of the automorphism group, and that of the inner automorphisms.
LoadPackage("autpgrp", false);;
SizeScreen([8190, 24]);;
for n in [1..63] do
  for k in [1..NumberSmallGroups(n)] do
    G := SmallGroup(n, k);
    Print("{\"id\":[", n, ",", k, "],\"automorphisms\":\"", Size(AutomorphismGroup(G)), "\",\"inner\":", n / Size(Centre(G)), "}\n");
  od;
od;
QUIT;

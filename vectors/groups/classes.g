# gap -q classes.g writes classes.jsonl: [order, size, how often] of the classes of all transitive groups of degree up to
# 12, and of a seeded sample of transitive ones of degree 14-24 and primitive ones of degree up to 200.
LoadPackage("transgrp");; LoadPackage("primgrp");;
out:=OutputTextFile("classes.jsonl",false);; SetPrintFormattingStatus(out,false);;
emit:=function(name,G,n)
  local gens,c;
  gens:=List(SmallGeneratingSet(G),g->ListPerm(g,n)-1);
  c:=Collected(List(ConjugacyClasses(G),k->[Order(Representative(k)),Size(k)]));
  c:=List(c,x->Concatenation("[",String(x[1][1]),",\"",String(x[1][2]),"\",",String(x[2]),"]"));
  AppendTo(out,ReplacedString(Concatenation("{\"id\":\"",name,"\",\"degree\":",String(n),",\"gens\":",String(gens),
    ",\"order\":\"",String(Size(G)),"\",\"classes\":[",JoinStringsWithSeparator(c,","),"]}")," ",""),"\n");
end;;
for n in [2..12] do for i in [1..NrTransitiveGroups(n)] do
  emit(Concatenation("T",String(n),",",String(i)),TransitiveGroup(n,i),n); od; od;
Reset(GlobalMersenneTwister,20);;
done:=0;; while done<160 do
  n:=Random([14,15,16,16,18,18,20,20,21,22,24,24,24]);; i:=Random(1,NrTransitiveGroups(n));; G:=TransitiveGroup(n,i);;
  if Size(G)<=10^8 and not IsNaturalAlternatingGroup(G) and (IsSolvableGroup(G) or Size(G)<10^6) then
    if NrConjugacyClasses(G)<=1500 then emit(Concatenation("T",String(n),",",String(i)),G,n); done:=done+1; fi; fi; od;;
done:=0;; while done<60 do
  n:=Random(20,200);; if NrPrimitiveGroups(n)>2 then i:=Random(1,NrPrimitiveGroups(n)-2);; G:=PrimitiveGroup(n,i);;
  if Size(G)<=10^9 then emit(Concatenation("P",String(n),",",String(i)),G,n); done:=done+1; fi; fi; od;;
CloseStream(out);; QUIT;

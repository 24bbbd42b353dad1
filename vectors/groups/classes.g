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
# The Clifford group of n qubits modulo phases on the 2(4^n-1) signed Pauli operators: bits x_0.. and z_0.., a sign; the
# gates H, S and CNOT as in Aaronson & Gottesman (2004).
clifford:=function(n)
  local N,code,gens,q,act,b;
  N:=4^n-1; code:=v->Sum([1..2*n],i->v[i]*2^(i-1));
  act:=f->PermList(List([1..2*N],function(k) local v,w,s;
    s:=QuoInt(k-1,N); v:=Reversed(CoefficientsQadic(RemInt(k-1,N)+1,2)); v:=Reversed(v); while Length(v)<2*n do Add(v,0); od;
    w:=ShallowCopy(v); s:=(s+f(v,w)) mod 2; return s*N+code(w); end));
  gens:=[];
  for q in [1..n] do
    Add(gens,act(function(v,w) w[q]:=v[n+q]; w[n+q]:=v[q]; return v[q]*v[n+q]; end));
    Add(gens,act(function(v,w) w[n+q]:=(v[n+q]+v[q]) mod 2; return v[q]*v[n+q]; end));
  od;
  for q in [1..n-1] do b:=q+1;
    Add(gens,act(function(v,w) w[b]:=(v[b]+v[q]) mod 2; w[n+q]:=(v[n+q]+v[n+b]) mod 2;
      return v[q]*v[n+b]*((v[b]+v[n+q]+1) mod 2); end));
  od;
  return Group(gens);
end;;
for n in [2,3,4] do emit(Concatenation("Clifford(",String(n),")"),clifford(n),2*(4^n-1)); od;
CloseStream(out);; QUIT;

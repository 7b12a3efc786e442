import asyncio, tempfile, time
from pathlib import Path
from tests.bench.cost import measured
from tests.bench.sizes import SMALL, FULL
async def m():
    t=time.time()
    with tempfile.TemporaryDirectory() as p:
        a,b=await measured(FULL,Path(p))
        for s in (a,b):
            for r in s.rounds: print(round(r.cpu_s*1000/240,2), round(r.argon2_s*1000/24,1), round(r.store_s*1000/240,2), {k:round(v*1000,1) for k,v in r.by_kind.items()}, r.calls)
            print(s.idle*1000); 
            for k,v in sorted(s.shares.items(),key=lambda x:-x[1]): print(k, round(v*1000/s.profiled,3), round(v/sum(s.shares.values())*100,1))
    print(time.time()-t)
asyncio.run(m())

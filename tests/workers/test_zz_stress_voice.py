import asyncio, pytest, random, sys, threading, time, traceback
from tests.workers.test_voices import *
from tests.workers.test_voices import post, quick
@pytest.mark.parametrize("n", range(60))
async def test_stress(post, n):
    loop = asyncio.get_running_loop()
    done = threading.Event()
    def watch():
        if not done.wait(40):
            with open("/tmp/voice_hang.txt", "a") as f:
                for k in range(3):
                    for t in asyncio.all_tasks(loop):
                        print(t.get_name(), t.cancelling(), file=f); 
                        for fr in t.get_stack(): print("   ", fr.f_code.co_filename, fr.f_lineno, fr.f_code.co_name, file=f)
                        c = t.get_coro()
                        while c is not None:
                            print("     >", getattr(c,'cr_code',getattr(c,'ag_code',c)), getattr(getattr(c,'cr_frame',None),'f_lineno',None), file=f)
                            c = getattr(c,'cr_await',None) or getattr(c,'ag_await',None) or getattr(c,'gi_yieldfrom',None)
                    for i, fr in sys._current_frames().items():
                        print("thread", i, file=f); traceback.print_stack(fr, file=f)
                    print("=======", file=f); time.sleep(2)
    threading.Thread(target=watch, daemon=True).start()
    post.phone.blocked["AwAC0"] = Unknown()
    await speaks(post)
    for _ in range(5):
        async with asyncio.timeout(20):
            async with post.at_work():
                await asyncio.sleep(random.random()*0.15)
    done.set()

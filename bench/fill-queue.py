# Fills a stopped sandbox that holds the sample talents with 50,000 profiles and a day of attempts: python3 bench/fill-queue.py DATA/socialprofiles.db
import sqlite3,time,random,uuid,sys
db=sqlite3.connect(sys.argv[1]);c=db.cursor()
now=int(time.time()*1000);N=50000;random.seed(1)
cols=[r[1] for r in c.execute("pragma table_info(Connections)")]
row=dict(zip(cols,c.execute("select * from Connections where Platform='TIKTOK' limit 1").fetchone()))
base=c.execute("select max(Key) from Connections").fetchone()[0]
plats=['TIKTOK','INSTAGRAM','YOUTUBE','BLUESKY']
for i in range(N):
    r=dict(row);p=plats[i%4] ;k=base+1+i
    r.update(Key=k,Id=str(uuid.UUID(int=random.getrandbits(128))).upper(),Platform=p,Handle=f'fill{i}',NormalizedHandle=f'fill{i}',ProfileUrl='https://x.example/'+str(i),Status=2,Failure=None,Lease=None,Attempt=0,FailuresInARow=0,Priority=1,DueAt=now+3600_000*24+i*60,LastSyncedAt=now-i*60,UpdatedAt=now-i*60)
    if p=='TIKTOK' and i%5==0: r.update(DueAt=now-i) # 2500 wait: paused
    elif i%100==1: r.update(Status=3,Failure='AgencyRefused',DueAt=now+86400000)
    elif i%100==2: r.update(Status=0,Failure='RateLimited',DueAt=now+86400000)
    c.execute(f"insert into Connections({','.join(cols)}) values({','.join('?'*len(cols))})",[r[x] for x in cols])
db.commit()
acols=[r[1] for r in c.execute("pragma table_info(SyncAttempts)")]
def gen():
    for i in range(N):
        for h in range(26):
            e=now-h*3300_000-random.randrange(3300_000)
            yield (base+1+i,e-900,e,random.randrange(300,3000),0,None,None,12,1)
c.executemany("insert or ignore into SyncAttempts(ConnectionKey,StartedAt,EndedAt,DurationMilliseconds,Outcome,Failure,Detail,Posts,PostsWritten) values(?,?,?,?,?,?,?,?,?)",gen())
db.commit();print(c.execute("select count(*) from SyncAttempts").fetchone());c.execute("analyze");db.commit()

// The reference of the HTTP benchmarks, in a process of its own: Fastify and an ordinary pool of 16 as the superuser,
// without session, tenant, proof, gates or row security. `node bench/bare-server.ts URL` prints its port.
import Fastify from 'fastify';
import pg from 'pg';

const [, , url] = process.argv;
if (url === undefined) throw new Error('usage: bare-server.ts DATABASE_URL');

pg.types.setTypeParser(20, Number);
const pool = new pg.Pool({ connectionString: url, max: 16, options: '-c search_path=madang' });
const app = Fastify({ logger: false });

const COLUMNS = `t.id, t.number, t.kind, t.title, t.channel, t.status, t.priority, t.impact, t.urgency, t.category_id,
  c.name as category, t.requester_id, r.name as requester, t.on_behalf_of_id, o.name as on_behalf_of, t.assignee_id,
  a.name as assignee, t.team, t.tags, t.due, t.resolution, t.parent_id, t.merged_into_id, t.version, t.created_at,
  t.updated_at, t.resolved_at, t.closed_at`;
const JOINS = `from ticket t
  left join tenant_member r on r.tenant_id = t.tenant_id and r.user_id = t.requester_id
  left join tenant_member o on o.tenant_id = t.tenant_id and o.user_id = t.on_behalf_of_id
  left join tenant_member a on a.tenant_id = t.tenant_id and a.user_id = t.assignee_id
  left join ticket_category c on c.tenant_id = t.tenant_id and c.id = t.category_id`;

app.get<{ Querystring: { tenant: string } }>('/list', async (request) => {
  const { rows } = await pool.query({
    name: 'list',
    text: `select ${COLUMNS}, left(t.body, 500) as body ${JOINS} where t.tenant_id = $1 order by t.created_at desc, t.id desc limit 20`,
    values: [request.query.tenant],
  });
  return { items: rows };
});

app.get<{ Params: { id: string }; Querystring: { tenant: string } }>('/one/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'one',
    text: `select ${COLUMNS}, t.body ${JOINS} where t.tenant_id = $1 and t.id = $2`,
    values: [request.query.tenant, request.params.id],
  });
  return rows[0];
});

type NewTicket = { kind: string; title: string; body: string };
app.post<{ Body: NewTicket; Querystring: { tenant: string; requester: string } }>('/insert', async (request, reply) => {
  const { kind, title, body } = request.body;
  const { rows } = await pool.query({
    name: 'insert',
    text: `insert into bench.ticket (tenant_id, number, kind, title, body, requester_id, owner_id, channel, created_at, updated_at)
      values ($1, 'SR-' || nextval('bench.number'), $2, $3, $4, $5, $5, 'portal', now(), now())
      returning id, number, kind, title, body, status, created_at`,
    values: [request.query.tenant, kind, title, body, request.query.requester],
  });
  return reply.code(201).send(rows[0]);
});

// What a number without gaps costs where its counter's lock is held until the document is committed.
app.post<{ Body: NewTicket; Querystring: { tenant: string; requester: string } }>('/locked', async (request, reply) => {
  const { kind, title, body } = request.body;
  const { tenant, requester } = request.query;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const counter = await client.query({
      name: 'counter',
      text: 'update bench.counter set last = last + 1 where tenant_id = $1 returning last',
      values: [tenant],
    });
    const { rows } = await client.query({
      name: 'numbered',
      text: `insert into bench.ticket (tenant_id, number, kind, title, body, requester_id, owner_id, channel, created_at, updated_at)
        values ($1, 'LOCK-' || $6::text, $2, $3, $4, $5, $5, 'portal', now(), now())
        returning id, number, kind, title, body, status, created_at`,
      values: [tenant, kind, title, body, requester, counter.rows[0].last],
    });
    await client.query('commit');
    return reply.code(201).send(rows[0]);
  } finally {
    client.release();
  }
});

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
process.once('SIGTERM', () => void app.close().then(() => pool.end()));

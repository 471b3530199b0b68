// A GraphQL server on npm "graphql-ws" and "ws" for the tests. Argument: the folder that holds node_modules.
// Prints its port, then serves until it is killed or its standard input ends.
'use strict';
const path = require('path');
const from = require('module').createRequire(path.join(process.argv[2], 'index.js'));
const { WebSocketServer } = from('ws');
const { GraphQLSchema, GraphQLObjectType, GraphQLString, GraphQLInt, GraphQLNonNull } = from('graphql');
const { useServer } = from('graphql-ws/use/ws');

const counting = async function* (_, { to, every }) {
  for (let i = 1; i <= to; i++) {
    if (every) await new Promise((later) => setTimeout(later, every));
    yield { counting: i };
  }
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: { hello: { type: GraphQLString, resolve: () => 'world' } },
  }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      // As in that project's first steps.
      greetings: {
        type: GraphQLString,
        subscribe: async function* () {
          for (const greetings of ['Hi', 'Bonjour', 'Hola', 'Ciao', 'Zdravo']) yield { greetings };
        },
      },
      counting: {
        type: GraphQLInt,
        args: { to: { type: new GraphQLNonNull(GraphQLInt) }, every: { type: GraphQLInt } },
        subscribe: counting,
      },
    },
  }),
});

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/graphql' });
useServer(
  {
    schema,
    onConnect: (context) => context.connectionParams?.token !== 'wrong',
    onComplete: (_, id) => console.log(`complete ${id}`),
  },
  server,
);
server.on('connection', (socket) => socket.on('close', (code) => console.log(`closed ${code}`)));
server.on('listening', () => console.log(`port ${server.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));

import { Controller, Get, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { anyone, ContractModule, ContractOptions, none, Route, SurfaceController, surfaces } from '@app/contract';

const contract = ContractModule.forRoot(
  new ContractOptions({ gateWrites: true, translateError: () => undefined, onFault: () => undefined }),
);

async function start(controller: Type<object>): Promise<void> {
  @Module({ imports: [contract], controllers: [controller] })
  class FixtureModule {}

  const module = await Test.createTestingModule({ imports: [FixtureModule] }).compile();
  const app = module.createNestApplication({ logger: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

@Controller('bare')
class BareController {
  @Get()
  list(): string[] {
    return [];
  }
}

@SurfaceController(surfaces.optima, { path: 'half', name: 'half', tag: 'Half' })
class HalfDeclaredController {
  @Route({ get: '', access: anyone, returns: none(), summary: 'Declared' })
  declared(): void {}

  @Get('forgotten')
  forgotten(): string[] {
    return [];
  }
}

@Controller('v1/lost')
class SurfacelessController {
  @Route({ get: '', access: anyone, returns: none(), summary: 'Without a surface' })
  lost(): void {}
}

@SurfaceController(surfaces.optima, { path: 'whole', name: 'whole', tag: 'Whole' })
class DeclaredController {
  @Route({ get: '', access: anyone, returns: none(), summary: 'Declared' })
  declared(): void {}
}

it.each([
  [BareController, 'BareController.list'],
  [HalfDeclaredController, 'HalfDeclaredController.forgotten'],
  [SurfacelessController, 'SurfacelessController.lost'],
])('%p does not start: its access is not declared', async (controller, handler) => {
  await expect(start(controller)).rejects.toThrow(handler);
});

it('starts a controller whose routes all declare their access', async () => {
  await expect(start(DeclaredController)).resolves.toBeUndefined();
});

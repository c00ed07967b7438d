/**
 * The customers that the demo of the product knows, under the same ids. Name, identifier, two lines of address, city,
 * state, zip, people: the primary contact first, `*` before who has left.
 */
const TABLE = `
Acme Corporation | AcmeCorp | 123 Main St | | Springfield | IL | 62701 | John Doe, IT Manager; Jane Smith, CTO
Alder & Finch Architects | AlderFinch | 48 Wharf Rd | Suite 300 | Portland | ME | 04101 | Nora Finch, Principal; Theo Alder, Office Manager
Bayview Animal Hospital | BayviewVet | 910 Harbor Blvd | | Monterey | CA | 93940 | Priya Raman, Practice Manager; Colin Weir, Vet
Blue Heron Brewing | BlueHeron | 77 Mill St | Building C | Asheville | NC | 28801 | Marcus Bell, Owner; *Ivo Krall, Brewer
Brookside Dental Group | BrooksideDent | 1500 Elm Ave | Floor 2 | Lexington | KY | 40502 | Helen Cho, Office Manager
Café Brûlé | CafeBrule | 12 Rue Royale | | New Orleans | LA | 70116 | Zoé Lefèvre, Owner; André Benoît, Manager
Cedar Ridge School District | CedarRidgeSD | 300 Academy Way | | Boise | ID | 83702 | Alan Pruitt, Director; Owen Tate, Help Desk
Citrine Software | Citrine | 2201 Burnet Rd | Unit 14 | Austin | TX | 78756 | Lena Vogel, CTO; Rafael Ortega, Developer
Copperline Credit Union | CopperlineCU | 5 Market Sq | | Butte | MT | 59701 | Grace Holloway, CIO; Ben Sato, Compliance Officer
Delgado & Söhne Import | DelgadoSoehne | 640 Dock St | Pier 9 | Baltimore | MD | 21230 | Inés Delgado, Director; Jörg Delgado, Logistics
Evergreen Property Management | EvergreenPM | 88 Pine St | Suite 1200 | Seattle | WA | 98101 | Karen Whitfield, Manager
First Light Credit Counseling | FirstLight | 214 Oak St | | Dayton | OH | 45402 | Amara Diallo, Director
Granite State Logistics | GraniteState | 1 Depot Rd | | Concord | NH | 03301 | Walter Boyd, Dispatcher; *Pete Larkin, Controller
Harbor Point Law | HarborPoint | 400 Bay St | Suite 710 | Charleston | SC | 29401 | Eleanor Whitaker, Partner; Simon Ashe, Paralegal
Ironwood Manufacturing | Ironwood | 7300 Industrial Pkwy | | Toledo | OH | 43612 | Greg Nowak, Plant Manager; Dana Reyes, IT
Juniper Valley Winery | JuniperValley | 2600 Vineyard Ln | | Walla Walla | WA | 99362 | Claire Dubois, Owner; Tom Escobar, Manager
Kestrel Aerospace Components | Kestrel | 19 Runway Dr | Hangar 4 | Wichita | KS | 67209 | Ruth Abrams, Security Officer; Neil Fraser, CTO
Lakeshore Pediatrics | LakeshorePeds | 55 Shoreline Dr | | Duluth | MN | 55802 | Anita Bergström, Administrator
Maplewood Public Library | MaplewoodLib | 10 Library Ln | | Maplewood | NJ | 07040 | Beatrice Lowe, Director; Sam Quist, Librarian
Müller Präzision | MuellerPraez | 940 Foundry Ave | | Milwaukee | WI | 53204 | Jürgen Müller, Director; Anke Weiß, Quality Manager
Northgate Hotel & Spa | Northgate | 1 Summit Cir | | Burlington | VT | 05401 | Philip Carver, Manager; *Yuki Tanaka, Front Office
Open Door Community Clinic | OpenDoor | 735 Grant St | | Gary | IN | 46404 | Teresa Vaughn, Clinic Director
Piñon Ridge Outfitters | PinonRidge | 66 Canyon Rd | | Santa Fe | NM | 87501 | Mateo Núñez, Owner; Hannah Cole, Store Manager
Quarry Lake Golf Club | QuarryLake | 4100 Fairway Dr | | Rochester | NY | 14618 | Douglas Penn, Club Manager; Erin Walsh, Accountant
Riverbend Accounting | Riverbend | 820 Water St | Floor 3 | Chattanooga | TN | 37402 | Miriam Katz, Partner; Jonas Field, Office Manager
`;

export interface DemoBusiness {
  readonly name: string;
  readonly identifier: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly people: readonly { readonly name: string; readonly title: string; readonly inactive: boolean }[];
}

const cells = (text: string, separator: string): string[] => text.split(separator).map((cell) => cell.trim());

function toBusiness(line: string): DemoBusiness {
  const [name = '', identifier = '', line1 = '', line2 = '', city = '', state = '', zip = '', people = ''] = cells(
    line,
    '|',
  );
  const persons = cells(people, ';').map((person) => {
    const [full = '', title = ''] = cells(person, ',');
    return { name: full.replace('*', ''), title, inactive: full.startsWith('*') };
  });
  return { name, identifier, line1, line2, city, state, zip, people: persons };
}

export const demoBusinesses: readonly DemoBusiness[] = TABLE.trim().split('\n').map(toBusiness);

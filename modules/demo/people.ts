import type { Role } from '#platform/access/principal.ts';

export type DemoUser = { readonly login: string; readonly name: string; readonly role: Role };
export type DemoTenant = {
  readonly code: string;
  readonly name: string;
  readonly kind: 'provider' | 'company' | 'public_institution' | 'pharmacy';
  readonly businessNumber: string;
  readonly users: readonly DemoUser[];
  /** Logins of the provider's staff who are assigned here with the role that they have at home. */
  readonly staff: readonly string[];
};

/** The provider's administrator, who may act everywhere. */
export const ADMINISTRATOR = 'admin@hanbit.demo';

const assignable: readonly DemoUser[] = [
  { login: 'pm@hanbit.demo', name: '서지안', role: 'PM' },
  { login: 'engineer@hanbit.demo', name: '강도윤', role: 'ENGINEER' },
  { login: 'deploy@hanbit.demo', name: '윤하준', role: 'DEPLOY_ENGINEER' },
];
const assigned = assignable.map((user) => user.login);

const companyUsers: readonly DemoUser[] = [
  { login: 'admin@ilshin.demo', name: '정서연', role: 'ADMIN' },
  { login: 'dev1@ilshin.demo', name: '한지호', role: 'CUSTOMER' },
  { login: 'sales1@ilshin.demo', name: '오민재', role: 'CUSTOMER' },
  { login: 'sales2@ilshin.demo', name: '신예은', role: 'CUSTOMER' },
  { login: 'sales3@ilshin.demo', name: '권태윤', role: 'CUSTOMER' },
  { login: 'kim@ilshin.demo', name: '김나영', role: 'CUSTOMER' },
  { login: 'lee@ilshin.demo', name: '이준서', role: 'CUSTOMER' },
];

const pharmacyFirst =
  '햇살 푸른 다온 새봄 미소 은빛 큰길 바른 우리 참좋은 하늘 해오름 초록 사랑 행복 늘봄 소망 한마음 건강 튼튼'.split(
    ' ',
  );
const pharmacySecond = ['약국', '중앙약국', '역앞약국', '시장약국', '사거리약국'];
const familyNames = '김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍'.split(' ');
const givenNames = '민서 하린 지우 서준 예린 도현 수아 은우 채원 시우'.split(' ');
const ASSIGNED_PHARMACIES = 50;

/** The demo tenants in the order they are made; the provider first. Invented: nobody's names, numbers or addresses. */
export const demoTenants = (): DemoTenant[] => [
  {
    code: '*',
    name: '한빛정보',
    kind: 'provider',
    businessNumber: invent(0),
    users: [{ login: ADMINISTRATOR, name: '문가온', role: 'ADMIN' }, ...assignable],
    staff: [],
  },
  {
    code: 'ILSHIN',
    name: '일신산업',
    kind: 'company',
    businessNumber: invent(1),
    users: companyUsers,
    staff: assigned,
  },
  {
    code: 'SEOUL_LIB',
    name: '서울도서관',
    kind: 'public_institution',
    businessNumber: invent(2),
    users: [
      { login: 'admin@lib.demo', name: '배수현', role: 'ADMIN' },
      { login: 'park@lib.demo', name: '박정우', role: 'CUSTOMER' },
    ],
    staff: assigned,
  },
  ...Array.from({ length: 100 }, (_, index) => pharmacy(index + 1)),
];

const pharmacy = (number: number): DemoTenant => {
  const digits = String(number).padStart(3, '0');
  const first = pharmacyFirst[(number - 1) % pharmacyFirst.length];
  const second = pharmacySecond[Math.floor((number - 1) / pharmacyFirst.length)];
  const family = familyNames[(number * 7) % familyNames.length];
  const given = givenNames[(number * 3) % givenNames.length];
  return {
    code: `PHARM_${digits}`,
    name: `${first}${second}`,
    kind: 'pharmacy',
    businessNumber: invent(100 + number),
    users: [{ login: `owner@pharm${digits}.demo`, name: `${family}${given}`, role: 'CUSTOMER' }],
    staff: number <= ASSIGNED_PHARMACIES ? assigned : [],
  };
};

/** A business number with a right check digit under office code 001, which is not issued. */
const invent = (serial: number): string => {
  const nine = `00100${String(serial).padStart(4, '0')}`;
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const digits = [...nine].map(Number);
  const sum = weights.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0);
  const carried = Math.floor(((digits[8] ?? 0) * 5) / 10);
  return `${nine}${(10 - ((sum + carried) % 10)) % 10}`;
};
